export {
  buildJointPortfolio,
  type JointControl,
  type JointProgress,
  type JointTotal,
} from './buildJointPortfolio.ts';
